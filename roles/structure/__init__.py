"""What HR looks at in the structure as a whole: spans, layers, vacancies, and role facts that contradict the tree."""
