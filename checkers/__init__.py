"""Weighing: one module per relation that must hold among claims."""
