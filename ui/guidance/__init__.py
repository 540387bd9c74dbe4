"""What screens say of guidance: a clause in words wherever a rule speaks, the Guidance page, and how a case stands."""
