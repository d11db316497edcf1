"""Speed, as ratios to floors and peers, and as figures with a goal."""
