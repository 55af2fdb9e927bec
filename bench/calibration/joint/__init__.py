"""How often is the joint model wrong? Simulated runners with a known truth, and one real person's diary."""
