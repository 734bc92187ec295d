"""Why an extraction says what it says: the rules that fired for a task, and pictures of where it is printed."""
