"""What the paper could not see: how much of each difference could come about by the way it was taken."""
