"""Pictures that Second Look draws itself: screens and charts, made of data alone."""
