create virtual table ticket_search using fts5(
  open_words, inner_words,
  content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2'
);
