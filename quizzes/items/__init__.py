"""Questions on pairs, and quizzes made of them."""
