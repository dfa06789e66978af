// 02 Whom did one person meet
WITH 'Lavrov' AS name
MATCH (person:Person)-[met:MET]-(other:Actor)
WHERE person.name = name OR person.name ENDS WITH ' ' + name
RETURN person.name AS person, other.title AS met, other.party AS party, other.office AS office,
       met.count AS meetings, met.first AS first, met.last AS last
ORDER BY last DESC, meetings DESC
