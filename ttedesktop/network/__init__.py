"""The only room that speaks to a network: few addresses, small answers, no patience."""
