// 03 A person's year
WITH 'Lavrov' AS name, 2023 AS year
MATCH (person:Person)-[part:PARTICIPATED_IN]->(meeting:Meeting)
WHERE (person.name = name OR person.name ENDS WITH ' ' + name)
  AND meeting.start.year <= year AND meeting.end.year >= year
OPTIONAL MATCH (meeting)-[:HELD_IN]->(place:Place)
RETURN meeting.start AS start, meeting.end AS end, meeting.precision AS precision, meeting.status AS status,
       meeting.channel AS channel, place.name AS place, part.role AS role,
       COLLECT {
         MATCH (other:Actor)-[with:PARTICIPATED_IN]->(meeting)
         WHERE other <> person AND with.held_by IS NULL
         RETURN other.title ORDER BY other.title
       } AS others
ORDER BY start, end
