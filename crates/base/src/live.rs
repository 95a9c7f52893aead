//! News for pages that are open. A stream is told that something happened, never what: its page
//! asks for the rest with its reader's own rights, so that nothing can leak through here.
//!
//! What waits for a stream is a handful of marks and not a queue: told twice before it looked, it
//! looks once. A reader who is slow costs nothing more, and misses nothing.

mod told;

use crate::{PersonId, TeamId, TicketId};
use db::Time;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;
use told::Told;

/// Streams that one person may have open; beyond it the oldest ends.
const PER_PERSON: usize = 12;
/// Words for other processes that are kept while none can be reached.
const UNSAID: usize = 1000;

/// What a stream can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// One ticket.
    Ticket(TicketId),
    /// The tickets of a team; none: those of no team.
    Team(Option<TeamId>),
    /// The tickets a person asked for.
    Asker(PersonId),
    /// What a person may do, and whether they are still signed in.
    Rights(PersonId),
    /// What a person is told in Footbridge, and has read.
    Told(PersonId),
    /// One meeting.
    Meeting(i64),
    /// One review, which several people write.
    Review(i64),
}

/// What a stream has not looked at yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// The newest event it was told of; 0: none.
    pub event: i64,
    /// Something happened on its ticket.
    pub ticket: bool,
    /// Something happened in its list.
    pub list: bool,
    /// Something happened at its meeting.
    pub meeting: bool,
    /// Somebody wrote in its review.
    pub review: bool,
    /// Somebody began or stopped writing on its ticket.
    pub writing: bool,
    /// How much its reader has not read has changed.
    pub told: bool,
    /// What its reader may see may have changed.
    pub check: bool,
    /// It has to end.
    pub over: bool,
}

/// Something that happened.
#[derive(Clone, Debug, Default)]
pub struct Happened {
    /// The event's row.
    pub event: i64,
    /// Whom it concerns.
    pub topics: Vec<Topic>,
    /// Whether only those who work on the ticket may know.
    pub is_internal: bool,
    /// Whether it may change who sees the ticket.
    pub moves: bool,
}

/// Somebody who is writing on a ticket. Lives some seconds, and in memory only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writer {
    /// Who.
    pub person: PersonId,
    /// Whether the other side will read it; otherwise it is a note.
    pub is_public: bool,
    /// Until when this counts.
    pub until: Time,
}

#[derive(Debug)]
struct Slot {
    topics: Vec<Topic>,
    reader: PersonId,
    sees_internal: bool,
    news: Mutex<News>,
    bell: Notify,
}

#[derive(Default)]
struct Open {
    next: u64,
    slots: HashMap<u64, Arc<Slot>>,
    by_topic: HashMap<Topic, Vec<u64>>,
    writers: HashMap<TicketId, Vec<Writer>>,
    events: Told,
    /// What people are told about tickets, and what is about none.
    notices: [Told; 2],
    is_closed: bool,
    /// Words for the other processes on the same database; none: nobody carries them.
    outgoing: Option<Vec<String>>,
}

/// Where what people are told in Footbridge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Among what is about tickets.
    Notices,
    /// Among what is about none.
    Tidings,
}

/// The streams that are open in this process. Cheap to clone; all clones share them.
#[derive(Clone, Default)]
pub struct OpenPages(Arc<Inner>);

#[derive(Default)]
struct Inner {
    open: Mutex<Open>,
    stirred: Notify,
    said: Notify,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl OpenPages {
    /// Says that events were committed. Called by what commits them.
    pub fn stir(&self) {
        let mut open = lock(&self.0.open);
        if let Some(outgoing) = &mut open.outgoing
            && !outgoing.iter().any(|word| word == "events")
        {
            outgoing.push("events".to_owned());
            self.0.said.notify_one();
        }
        if !open.slots.is_empty() {
            self.0.stirred.notify_one();
        }
    }

    /// Waits until events were committed, here or elsewhere.
    pub async fn stirred(&self) {
        self.0.stirred.notified().await;
    }

    /// Opens a stream; none: there are `most` already, or the process is about to end.
    pub fn listen(
        &self,
        reader: PersonId,
        mut topics: Vec<Topic>,
        sees_internal: bool,
        most: usize,
    ) -> Option<Listening> {
        let rights = Topic::Rights(reader);
        topics.push(rights);
        let mut open = lock(&self.0.open);
        if open.is_closed || open.slots.len() >= most {
            return None;
        }
        let own = open.by_topic.get(&rights).map_or(&[][..], Vec::as_slice);
        if own.len() >= PER_PERSON
            && let Some(oldest) = own.first().and_then(|id| open.slots.get(id))
        {
            tell(oldest, |news| news.over = true);
        }
        let id = open.next;
        open.next += 1;
        for topic in &topics {
            open.by_topic.entry(*topic).or_default().push(id);
        }
        let slot = Arc::new(Slot {
            topics,
            reader,
            sees_internal,
            news: Mutex::default(),
            bell: Notify::new(),
        });
        open.slots.insert(id, slot.clone());
        Some(Listening { live: self.clone(), id, slot })
    }

    /// How many streams are open.
    pub fn count(&self) -> usize {
        lock(&self.0.open).slots.len()
    }

    /// Up to which event has been told; none where nobody listens, or nobody did until now.
    pub fn last(&self) -> Option<i64> {
        lock(&self.0.open).events.last
    }

    /// From which event on to tell; none: nobody listens.
    pub fn set_last(&self, last: Option<i64>) {
        lock(&self.0.open).events.last = last;
    }

    /// Takes an event for told: it was there before anybody listened.
    pub fn pass_over(&self, event: i64) {
        lock(&self.0.open).events.is_new(event);
    }

    /// As [`last`](Self::last), of what people are told in Footbridge.
    pub fn last_told(&self, of: Rows) -> Option<i64> {
        lock(&self.0.open).notices[of as usize].last
    }

    /// As [`set_last`](Self::set_last), of what people are told in Footbridge.
    pub fn set_last_told(&self, of: Rows, last: Option<i64>) {
        lock(&self.0.open).notices[of as usize].last = last;
    }

    /// Takes what somebody was told for passed on.
    pub fn pass_over_told(&self, of: Rows, row: i64) {
        lock(&self.0.open).notices[of as usize].is_new(row);
    }

    /// Passes on that somebody was told something, each once.
    pub fn pass_on_told(&self, of: Rows, row: i64, person: PersonId) {
        if lock(&self.0.open).notices[of as usize].is_new(row) {
            self.tell_reader(person);
        }
    }

    /// Says that what somebody has not read has changed.
    pub fn tell_reader(&self, person: PersonId) {
        let open = lock(&self.0.open);
        open.of(Topic::Told(person)).for_each(|slot| tell(slot, |news| news.told = true));
    }

    /// Says that somebody wrote in a review. What is done there is no event: it is private.
    pub fn tell_review(&self, review: i64) {
        let open = lock(&self.0.open);
        open.of(Topic::Review(review)).for_each(|slot| tell(slot, |news| news.review = true));
    }

    /// Tells the streams it concerns, each event once.
    pub fn tell(&self, happened: &Happened) {
        let mut open = lock(&self.0.open);
        if !open.events.is_new(happened.event) {
            return;
        }
        for topic in &happened.topics {
            for slot in open.of(*topic) {
                let is_seen = !happened.is_internal || slot.sees_internal;
                tell(slot, |news| {
                    news.check |= happened.moves || matches!(topic, Topic::Rights(_));
                    let is_ticket = matches!(topic, Topic::Ticket(_)) && is_seen;
                    let is_list = matches!(topic, Topic::Team(_) | Topic::Asker(_)) && is_seen;
                    news.meeting |= matches!(topic, Topic::Meeting(_));
                    news.ticket |= is_ticket;
                    news.list |= is_list;
                    let event = if is_ticket || is_list { happened.event } else { 0 };
                    news.event = news.event.max(event);
                });
            }
        }
    }

    /// Notes who is writing, for the others on the ticket: those who work on it, and the other side
    /// where it will read what is written. Gives whether that is news.
    pub fn note_writing(&self, ticket: TicketId, writer: Writer, now: Time) -> bool {
        let mut open = lock(&self.0.open);
        open.writers.retain(|_, writers| {
            writers.retain(|one| one.until > now);
            !writers.is_empty()
        });
        let writers = open.writers.entry(ticket).or_default();
        let before = writers.len();
        let same = |one: &Writer| (one.person, one.is_public) == (writer.person, writer.is_public);
        let was_there = writers.iter().any(same);
        writers.retain(|one| one.person != writer.person);
        let is_over = writer.until <= now;
        if !is_over {
            writers.push(writer);
        }
        let is_news = if is_over { writers.len() != before } else { !was_there };
        if is_news {
            for slot in open.of(Topic::Ticket(ticket)) {
                if slot.reader != writer.person && (slot.sees_internal || writer.is_public) {
                    tell(slot, |news| news.writing = true);
                }
            }
        }
        is_news
    }

    /// Who is writing on a ticket.
    pub fn writers(&self, ticket: TicketId, now: Time) -> Vec<Writer> {
        let open = lock(&self.0.open);
        let writers = open.writers.get(&ticket).map_or(&[][..], Vec::as_slice);
        writers.iter().filter(|one| one.until > now).copied().collect()
    }

    /// Says something to the other processes on the same database, where somebody carries it.
    pub fn say(&self, word: String) {
        // where nobody can be reached, what was said long ago is of no use to anybody
        if let Some(outgoing) = &mut lock(&self.0.open).outgoing
            && outgoing.len() < UNSAID
        {
            outgoing.push(word);
            self.0.said.notify_one();
        }
    }

    /// From now on words for other processes are kept until [`spoken`](Self::spoken) takes them.
    pub fn carry(&self) {
        lock(&self.0.open).outgoing.get_or_insert_default();
    }

    /// Waits for words for other processes and takes them.
    pub async fn spoken(&self) -> Vec<String> {
        loop {
            let said = lock(&self.0.open).outgoing.as_mut().map(std::mem::take);
            match said {
                Some(words) if !words.is_empty() => return words,
                _ => self.0.said.notified().await,
            }
        }
    }

    /// Looks for events that another process committed.
    pub fn heard_of_events(&self) {
        self.0.stirred.notify_one();
    }

    /// Ends every stream, and opens no more.
    pub fn close(&self) {
        let mut open = lock(&self.0.open);
        open.is_closed = true;
        open.slots.values().for_each(|slot| tell(slot, |news| news.over = true));
    }
}

impl Open {
    fn of(&self, topic: Topic) -> impl Iterator<Item = &Arc<Slot>> {
        let ids = self.by_topic.get(&topic).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| self.slots.get(id))
    }
}

fn tell(slot: &Slot, mark: impl FnOnce(&mut News)) {
    let mut news = lock(&slot.news);
    let before = *news;
    mark(&mut news);
    if *news != before {
        slot.bell.notify_one();
    }
}

/// A stream that is open. It ends when this is dropped.
pub struct Listening {
    live: OpenPages,
    id: u64,
    slot: Arc<Slot>,
}

impl Listening {
    /// Waits for news and takes them all.
    pub async fn next(&self) -> News {
        loop {
            let news = std::mem::take(&mut *lock(&self.slot.news));
            if news != News::default() {
                return news;
            }
            self.slot.bell.notified().await;
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut open = lock(&self.live.0.open);
        open.slots.remove(&self.id);
        for topic in &self.slot.topics {
            if let Some(ids) = open.by_topic.get_mut(topic) {
                ids.retain(|id| *id != self.id);
                if ids.is_empty() {
                    open.by_topic.remove(topic);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
