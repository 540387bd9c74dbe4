"""A form: task list, section pages, check your answers, submit. Every answer is kept in the draft as it is typed."""
