// 12 The latest meetings
MATCH (meeting:Meeting {status: 'occurred'})
WHERE meeting.end IS NOT NULL
WITH meeting ORDER BY meeting.order_key DESC LIMIT 25
MATCH (actor:Actor)-[part:PARTICIPATED_IN]->(meeting)
WHERE part.held_by IS NULL
OPTIONAL MATCH (meeting)-[held:HELD_IN]->(place:Place)
RETURN actor, part, meeting, held, place
