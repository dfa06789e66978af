// 18 Who is only inferred
MATCH (person:Person)-[part:PARTICIPATED_IN {inferred: true}]->(meeting:Meeting)
MATCH (person)-[holds:HOLDS]->(office:Office {id: part.for_office})
RETURN person.name AS person, office.title AS office, holds.first AS first_seen, holds.last AS last_seen,
       meeting.title AS meeting, meeting.start AS start
ORDER BY start DESC
LIMIT 50
