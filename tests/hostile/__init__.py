"""A hostile network and the pupils who have to get through it: nothing acknowledged may be lost, doubled or misplaced."""
