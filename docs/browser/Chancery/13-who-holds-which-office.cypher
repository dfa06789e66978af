// 13 Who holds which office
WITH 'RUS' AS party
MATCH (person:Person)-[holds:HOLDS]->(office:Office {party: party})
RETURN office.name AS office, person.name AS holder, holds.first AS first_seen, holds.last AS last_seen,
       holds.articles AS articles
ORDER BY office, last_seen DESC
