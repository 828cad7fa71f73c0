"""Which outcomes of the theory of change have evidence behind them? Measures, results, targets, gaps, assumptions."""
