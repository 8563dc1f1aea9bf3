"""Forms of charts, one a file.  Each takes the rows of a table and names of its columns, and draws nothing else."""
