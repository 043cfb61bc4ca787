-- The knowledge base: what is here is made anew from the files whenever they change.
create table article (
    id text primary key,
    title text not null,
    language text not null,
    tags text not null,
    owner text not null,
    review text not null, -- a day such as 2026-12-31; empty: none
    body text not null
);
create virtual table article_text using fts5(id unindexed, title, tags, body, tokenize = "unicode61 remove_diacritics 2");
