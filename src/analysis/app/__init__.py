"""The app: the explorer and the controls of every question in a browser, with no notebook and no kernel behind them.

A page is a function of its address: the parameters of a notebook stand in the query, are read by the notebook's own
controls, and its view is computed of them. So a visitor sends nothing but values, nothing is kept of a visitor, and the
same address shows the same page to everybody.

The usual way, a kernel for each visitor that executes the notebook (Voila), was measured with 03 on two cores: controls
after 14 s, after 5 s from a pool of kernels that had executed it before; ten visitors at once after 54 s; 300 MB each.
"""
