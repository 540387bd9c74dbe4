"""What is counted over all moves: exact for whoever sees the cases, and so that no child can be worked out for everybody else."""
