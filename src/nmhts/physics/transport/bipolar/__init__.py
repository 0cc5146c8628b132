"""Two-dimensional bipolar electrochemistry: a floating conducting film between driven plates."""
