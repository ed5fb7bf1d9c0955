"""What a customer is: scenario and persona files, their model, loader and checks. Runs no session."""
