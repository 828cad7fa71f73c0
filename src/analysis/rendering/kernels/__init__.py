"""Notebooks executed: in forked kernels where they can be, in ordinary ones else."""
