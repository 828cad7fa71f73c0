"""The MIME types of what a notebook shows, beside text."""

#: A chart as JupyterLab draws it by itself; nbformat accepts it, and it needs no network.
VEGA_LITE = "application/vnd.vegalite.v5+json"
SVG = "image/svg+xml"
PNG = "image/png"
HTML = "text/html"
#: A widget, by the name under which a running kernel knows it.
WIDGET = "application/vnd.jupyter.widget-view+json"
