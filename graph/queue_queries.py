"""Every statement about the queue: jobs, their articles (tasks), and the runners that take them.

What is not finished belongs to nobody else than the queue, so that these nodes are no part of the graph
that the articles make. Times are the server's, in milliseconds: runners on several machines share one clock.
"""

from __future__ import annotations

from typing import LiteralString

# Who adds, takes, cancels or retries goes one after the other.
TAKE_TURN = "MERGE (q:Queue {id: 'queue'}) SET q.turn = true"

OPEN_JOB = """
MERGE (j:Job {id: $id})
ON CREATE SET j.kind = $kind, j.label = $label, j.by = $by, j.created = timestamp(), j.served = 0,
              j.finishes = 0, j.active = false, j.cancelled = false, j.receiver = $receiver
"""

CLOSE_JOB = "MATCH (j:Job {id: $id}) REMOVE j.receiver"

# A row that is there already was accepted by an attempt whose answer was lost.
ADD_TASKS = """
MATCH (q:Queue {id: 'queue'})
MATCH (j:Job {id: $job})
WITH q, j, coalesce(q.last, 0) AS before, j.finishes AS finished
SET q.last = before + $size, j.finishes = finished + $finishes, j.active = j.active OR NOT j.cancelled
WITH j, before, finished
UNWIND $rows AS row
MERGE (t:Task {id: row.id})
ON CREATE SET t += row.properties, t.job = j.id, t.number = before + row.nth, t.tries = 0, t.losses = 0,
              t.take = 0,
              t.state = CASE WHEN j.cancelled AND row.properties.state = 'queued' THEN 'cancelled'
                             ELSE row.properties.state END,
              t.finish = finished + row.finish,
              t.finished = CASE WHEN row.finish IS NULL THEN null ELSE timestamp() END
"""

JOB_IS_CANCELLED = "MATCH (j:Job {id: $id}) RETURN j.cancelled AS cancelled"

ENTER = "MERGE (r:Runner {id: $runner}) SET r.seen = timestamp()"

LEAVE = """
MATCH (r:Runner {id: $runner})
CALL (r) {
  MATCH (t:Task {holder: r.id})
  WHERE t.state = 'running'
  MATCH (j:Job {id: t.job})
  SET t.state = 'queued', j.active = true
  REMOVE t.holder
}
CALL (r) {
  MATCH (j:Job {receiver: r.id})
  REMOVE j.receiver
}
DELETE r
"""

# The articles of runners that were not heard of. One of them may have ended its runner, so that this is
# counted; it takes more than the deaths of workers, which are known to be an article's doing.
LOSE = """
MATCH (r:Runner)
WHERE r.seen < timestamp() - $lease
MATCH (t:Task {holder: r.id})
WHERE t.state = 'running'
SET t.losses = t.losses + 1
RETURN t.id AS task, t.losses AS losses, {state: 'set_aside', code: $code, error: $words} AS values
"""

SILENT = "MATCH (r:Runner) WHERE r.seen < timestamp() - $lease RETURN r.id AS id"

# The jobs that were served longest ago first, so that a large one holds up none.
JOBS_IN_TURN = """
MATCH (j:Job {active: true})
WHERE $only IS NULL OR j.id = $only
RETURN j.id AS id ORDER BY j.served, j.created, j.id LIMIT $limit
"""

# Of two versions of one article the earlier goes first, whoever takes them.
CLAIM = """
UNWIND $jobs AS id
MATCH (j:Job {id: id})
CALL (j) {
  MATCH (t:Task)
  WHERE t.job = j.id AND t.state = 'queued' AND t.position >= 0
    AND NOT EXISTS {
      MATCH (earlier:Task {key: t.key})
      WHERE earlier.number < t.number AND earlier.state IN ['queued', 'running']
    }
  RETURN t ORDER BY t.job, t.state, t.position LIMIT $share
}
SET t.state = 'running', t.holder = $runner, t.take = t.take + 1, j.served = timestamp()
RETURN t.id AS task, t.holder AS holder, t.take AS take, t.raw AS raw, t.where AS where, t.tries AS tries
"""

REST = """
UNWIND $jobs AS id
MATCH (j:Job {id: id})
WHERE NOT EXISTS { MATCH (t:Task) WHERE t.job = id AND t.state = 'queued' }
SET j.active = false
"""

# Locked before it is looked at: somebody may be cancelling it.
_HELD: LiteralString = """
UNWIND $rows AS row
MATCH (t:Task {id: row.task})
SET t.take = t.take
WITH t, row
WHERE t.state = 'running' AND t.holder = row.holder AND t.take = row.take
"""

HELD = _HELD + "RETURN t.id AS id"

# The number of a finish grows in the order in which finishes become visible: the job's node is locked
# until they do.
_FINISHED: LiteralString = """
WITH t.job AS job, collect({task: t, values: row.values}) AS finished
MATCH (j:Job {id: job})
SET j.finishes = j.finishes + size(finished)
WITH finished, j.finishes - size(finished) + 1 AS first
UNWIND range(0, size(finished) - 1) AS nth
WITH finished[nth].task AS t, finished[nth].values AS values, first + nth AS finish
SET t += values, t.finish = finish, t.finished = timestamp()
REMOVE t.holder
"""

FINISH = _HELD + _FINISHED + "REMOVE t.raw"

FAIL = _HELD + _FINISHED

SET_ASIDE_LOST = "UNWIND $rows AS row MATCH (t:Task {id: row.task})" + _FINISHED

TRY_AGAIN = (
    _HELD
    + """
MATCH (j:Job {id: t.job})
SET t.state = 'queued', t.tries = t.tries + 1, j.active = true
REMOVE t.holder
"""
)

GIVE_BACK = (
    _HELD
    + """
MATCH (j:Job {id: t.job})
SET t.state = 'queued', j.active = true
REMOVE t.holder
"""
)

# Older versions that still wait, of articles that were put in or taken out past the queue.
SUPERSEDE = (
    """
UNWIND $keys AS key
MATCH (t:Task {key: key})
WHERE t.state IN ['queued', 'running']
WITH t, {values: {state: 'superseded'}} AS row
"""
    + _FINISHED
    + "REMOVE t.raw RETURN count(t) AS count"
)

# Articles are locked, and only then looked at: what is stored meanwhile is done, and not cancelled. They
# are locked before their job, as by those who store them, so that neither waits for the other for ever.
CANCEL = (
    """
MATCH (j:Job {id: $id})
CALL (j) {
  MATCH (open:Task)
  WHERE open.job = j.id AND open.state IN ['queued', 'running']
  SET open.take = open.take
  RETURN collect(open.id) AS ids
}
SET j.cancelled = true, j.active = false
WITH ids
UNWIND ids AS id
MATCH (t:Task {id: id})
WHERE t.state IN ['queued', 'running']
WITH t, {values: {state: 'cancelled'}} AS row
"""
    + _FINISHED
    + "REMOVE t.raw"
)

# What a later version has taken the place of is not brought back.
RETRY = """
MATCH (j:Job {id: $id})
SET j.active = true, j.cancelled = false
WITH j
MATCH (t:Task)
WHERE t.job = j.id AND t.state IN ['failed', 'set_aside'] AND t.raw IS NOT NULL
WITH t, EXISTS {
  MATCH (later:Task {key: t.key})
  WHERE later.number > t.number AND later.state IN ['queued', 'running', 'done']
} AS late
SET t.state = CASE WHEN late THEN 'superseded' ELSE 'queued' END, t.tries = 0, t.losses = 0
REMOVE t.code, t.error
FOREACH (_ IN CASE WHEN late THEN [] ELSE [1] END | REMOVE t.finish, t.finished)
RETURN sum(CASE WHEN late THEN 0 ELSE 1 END) AS count
"""

_JOB: LiteralString = """
CALL (j) {
  MATCH (t:Task)
  WHERE t.job = j.id
  WITH t.state AS state, count(*) AS count
  RETURN collect([state, count]) AS counts
}
CALL (j) {
  MATCH (t:Task)
  WHERE t.job = j.id AND t.finish > j.finishes - $recent
  RETURN count(t) AS recent, min(t.finished) AS since, max(t.finished) AS last
}
RETURN j {.id, .kind, .label, .by, .created, .cancelled, .receiver, .finishes} AS job, counts, recent, since,
       last, timestamp() AS now
"""

JOB = "MATCH (j:Job {id: $id})" + _JOB

JOBS = (
    """
MATCH (j:Job)
WHERE j.created < $created OR (j.created = $created AND j.id > $id)
WITH j ORDER BY j.created DESC, j.id LIMIT $limit
"""
    + _JOB
    + " ORDER BY j.created DESC, j.id"
)

_TASK: LiteralString = """
RETURN t {.id, .job, .position, .where, .state, .tries, .article_id, .created, .changed, .meetings, .actors,
          .meeting_ids, .code, .error, .finished, .finish} AS task
"""

TASKS = (
    """
MATCH (t:Task)
WHERE t.job = $id AND t.position > $after AND ($states IS NULL OR t.state IN $states)
WITH t ORDER BY t.position LIMIT $limit
"""
    + _TASK
    + "ORDER BY t.position"
)

TASKS_AT = "UNWIND $ids AS id MATCH (t:Task {id: id})" + _TASK

FINISHED = (
    """
MATCH (t:Task)
WHERE t.job = $id AND t.finish > $after
WITH t ORDER BY t.finish LIMIT $limit
"""
    + _TASK
    + "ORDER BY t.finish"
)

DEPTH = """
UNWIND ['queued', 'running', 'set_aside'] AS state
RETURN state, COUNT { MATCH (t:Task) WHERE t.state = state } AS count
"""

OLD_JOBS = """
MATCH (j:Job)
WHERE j.created < timestamp() - $age AND NOT j.active AND j.receiver IS NULL
  AND NOT EXISTS { MATCH (t:Task) WHERE t.job = j.id AND t.state IN ['queued', 'running'] }
RETURN j.id AS id ORDER BY j.created LIMIT $limit
"""

# So many at a time; the job itself when nothing is left of it.
DELETE_TASKS = """
MATCH (t:Task)
WHERE t.job = $id
WITH t LIMIT $limit
DELETE t
RETURN count(*) AS count
"""

DELETE_JOB = "MATCH (j:Job {id: $id}) DELETE j"
