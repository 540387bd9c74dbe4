"""Who may come in: a school's shared link, its people, and its card on paper."""
