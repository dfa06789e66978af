// 10 Mediators
MATCH (mediator:Actor)-[part:PARTICIPATED_IN {role: 'mediator'}]->(meeting:Meeting)
WHERE part.held_by IS NULL
RETURN mediator.title AS mediator, mediator.party AS party, meeting.start AS start, meeting.status AS status,
       [side IN meeting.parties WHERE side <> coalesce(mediator.party, '')] AS between, meeting.title AS meeting
ORDER BY start DESC
