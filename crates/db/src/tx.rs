//! A connection while one piece of work has it.

use crate::{Error, FromRow, Result, Row, Sql, Value, sql};
use postgres::fallible_iterator::FallibleIterator;
use std::collections::HashMap;

/// Which engine answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Engine {
    Sqlite,
    Postgres,
}

pub(crate) enum Connection {
    Sqlite(rusqlite::Connection),
    Postgres { client: Box<postgres::Client>, prepared: HashMap<String, postgres::Statement> },
}

/// How many statements a PostgreSQL connection keeps prepared; beyond it starts anew.
const PREPARED: usize = 512;

/// What the body of [`Db::read`](crate::Db::read) and [`Db::write`](crate::Db::write) works on.
/// In a write everything done through it commits or rolls back together.
pub struct Tx {
    pub(crate) connection: Connection,
    pub(crate) before_commit: Vec<Before>,
    pub(crate) after_commit: Vec<Box<dyn FnOnce() + Send>>,
    /// Connects anew; only where every statement stands alone and may be asked twice.
    pub(crate) again: Option<Again>,
}

/// Where a part of a transaction began.
#[derive(Debug)]
pub struct Mark {
    before: usize,
    after: usize,
}

pub(crate) type Before = Box<dyn FnOnce(&mut Tx) -> Result<()> + Send>;
pub(crate) type Again = Box<dyn Fn() -> Result<Connection> + Send>;

impl Tx {
    pub(crate) fn new(connection: Connection) -> Self {
        Tx { connection, before_commit: Vec::new(), after_commit: Vec::new(), again: None }
    }

    /// Which engine this is; only [`dialect`](crate::dialect) should need to ask.
    pub fn engine(&self) -> Engine {
        match self.connection {
            Connection::Sqlite(_) => Engine::Sqlite,
            Connection::Postgres { .. } => Engine::Postgres,
        }
    }

    /// Runs this in the same transaction when the body is done: for what is cheaper once for a
    /// whole group of bodies, as the search index is. Where it fails, all of them fail.
    pub fn before_commit(&mut self, last: impl FnOnce(&mut Tx) -> Result<()> + Send + 'static) {
        self.before_commit.push(Box::new(last));
    }

    /// Runs this once the transaction is durable; never if it rolls back.
    pub fn after_commit(&mut self, then: impl FnOnce() + Send + 'static) {
        self.after_commit.push(Box::new(then));
    }

    /// Begins a part that may be taken back without the rest; [`settle`](Self::settle) ends it.
    pub fn mark(&mut self) -> Result<Mark> {
        self.run(sql!("savepoint part"), &[])?;
        Ok(Mark { before: self.before_commit.len(), after: self.after_commit.len() })
    }

    /// Keeps what was done since the mark, or takes it back.
    pub fn settle(&mut self, mark: Mark, keep: bool) -> Result<()> {
        if !keep {
            self.run(sql!("rollback to savepoint part"), &[])?;
            self.before_commit.truncate(mark.before);
            self.after_commit.truncate(mark.after);
        }
        self.run(sql!("release savepoint part"), &[]).map(drop)
    }

    /// All rows.
    pub fn all<T: FromRow>(&mut self, sql: &Sql, args: &[Value<'_>]) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        self.each(sql, args, T::COLUMNS, &mut |row| {
            rows.push(T::from_row(row)?);
            Ok(true)
        })?;
        Ok(rows)
    }

    /// The first row, if any.
    pub fn find<T: FromRow>(&mut self, sql: &Sql, args: &[Value<'_>]) -> Result<Option<T>> {
        let mut found = None;
        self.each(sql, args, T::COLUMNS, &mut |row| {
            found = Some(T::from_row(row)?);
            Ok(false)
        })?;
        Ok(found)
    }

    /// The first row; [`Error::NoRow`] when there is none.
    pub fn one<T: FromRow>(&mut self, sql: &Sql, args: &[Value<'_>]) -> Result<T> {
        self.find(sql, args)?.ok_or(Error::NoRow)
    }

    /// How many rows were changed.
    pub fn run(&mut self, sql: &Sql, args: &[Value<'_>]) -> Result<u64> {
        match &mut self.connection {
            Connection::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql.sqlite())?;
                bind(&mut statement, args)?;
                Ok(statement.raw_execute()? as u64)
            }
            Connection::Postgres { client, prepared } => {
                let statement = prepare(client, prepared, sql.postgres())?;
                Ok(client.execute(&statement, &params(args))?)
            }
        }
    }

    /// Runs several statements without parameters: migrations, pragmas.
    pub fn batch(&mut self, text: &str) -> Result<()> {
        match &mut self.connection {
            Connection::Sqlite(connection) => Ok(connection.execute_batch(text)?),
            Connection::Postgres { client, .. } => Ok(client.batch_execute(text)?),
        }
    }

    /// Prepares a statement and names its result columns, without running it.
    pub fn columns(&mut self, sql: &Sql) -> Result<Vec<String>> {
        match &mut self.connection {
            Connection::Sqlite(connection) => {
                let statement = connection.prepare(sql.sqlite())?;
                Ok(statement.column_names().map(str::to_owned).collect())
            }
            Connection::Postgres { client, .. } => {
                let statement = client.prepare(sql.postgres())?;
                Ok(statement.columns().iter().map(|c| c.name().to_owned()).collect())
            }
        }
    }

    /// The first column, a text, of every row, one row at a time: for more rows than memory holds.
    pub fn each_text(&mut self, sql: &Sql, take: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        match &mut self.connection {
            Connection::Sqlite(connection) => {
                let mut statement = connection.prepare(sql.sqlite())?;
                let mut rows = statement.raw_query();
                while let Some(row) = rows.next()? {
                    Row::Sqlite(row).text(0, &mut *take)?;
                }
            }
            Connection::Postgres { client, .. } => {
                let none: [&str; 0] = [];
                let mut rows = client.query_raw(sql.postgres(), none)?;
                while let Some(row) = rows.next()? {
                    Row::Postgres(&row).text(0, &mut *take)?;
                }
            }
        }
        Ok(())
    }

    fn each(
        &mut self,
        sql: &Sql,
        args: &[Value<'_>],
        columns: &[&str],
        take: &mut dyn FnMut(&Row<'_>) -> Result<bool>,
    ) -> Result<()> {
        #[cfg(debug_assertions)]
        crate::plans::note(self, sql, args);
        match &mut self.connection {
            Connection::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql.sqlite())?;
                #[cfg(debug_assertions)]
                check_names(sql, columns, statement.column_names());
                bind(&mut statement, args)?;
                let mut rows = statement.raw_query();
                while let Some(row) = rows.next()? {
                    if !take(&Row::Sqlite(row))? {
                        break;
                    }
                }
            }
            Connection::Postgres { .. } => {
                for row in self.rows(sql, args, columns)? {
                    if !take(&Row::Postgres(&row))? {
                        break;
                    }
                }
            }
        }
        let _ = columns;
        Ok(())
    }

    /// That a PostgreSQL connection was cut is often only noticed by asking.
    fn rows(
        &mut self,
        sql: &Sql,
        args: &[Value<'_>],
        names: &[&str],
    ) -> Result<Vec<postgres::Row>> {
        match (ask(&mut self.connection, sql, args, names), &self.again) {
            (Err(Error::Unavailable(_)), Some(again)) => {
                self.connection = again()?;
                ask(&mut self.connection, sql, args, names)
            }
            (asked, _) => asked,
        }
    }
}

fn ask(
    connection: &mut Connection,
    sql: &Sql,
    args: &[Value<'_>],
    names: &[&str],
) -> Result<Vec<postgres::Row>> {
    let Connection::Postgres { client, prepared } = connection else { return Ok(Vec::new()) };
    let statement = prepare(client, prepared, sql.postgres())?;
    #[cfg(debug_assertions)]
    check_names(sql, names, statement.columns().iter().map(|c| c.name()));
    let _ = names;
    Ok(client.query(&statement, &params(args))?)
}

fn params<'a>(args: &'a [Value<'a>]) -> Vec<&'a (dyn postgres::types::ToSql + std::marker::Sync)> {
    args.iter().map(|value| value as _).collect()
}

/// A select list in another order than its struct would put one column into another's field.
#[cfg(debug_assertions)]
fn check_names<'a>(sql: &Sql, want: &[&str], got: impl Iterator<Item = &'a str>) {
    if !want.is_empty() {
        let got: Vec<&str> = got.collect();
        assert_eq!(want, got, "the select list differs from its struct: {}", sql.postgres());
    }
}

fn bind(statement: &mut rusqlite::Statement<'_>, args: &[Value<'_>]) -> Result<()> {
    args.iter()
        .enumerate()
        .try_for_each(|(i, value)| statement.raw_bind_parameter(i + 1, value))?;
    Ok(())
}

fn prepare(
    client: &mut postgres::Client,
    prepared: &mut HashMap<String, postgres::Statement>,
    text: &str,
) -> Result<postgres::Statement> {
    if let Some(statement) = prepared.get(text) {
        return Ok(statement.clone());
    }
    if prepared.len() >= PREPARED {
        prepared.clear();
    }
    let statement = client.prepare(text)?;
    prepared.insert(text.to_owned(), statement.clone());
    Ok(statement)
}
