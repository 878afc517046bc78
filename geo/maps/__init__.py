"""Maps: how layers and figures are drawn, and the map to look at on the screen."""
