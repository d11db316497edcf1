"""Pages as pixels: the renderer, its process, and what two looks differ in."""
