"""What the guidance asks: rules, each naming the clause it comes from, and the packs that set their numbers."""
