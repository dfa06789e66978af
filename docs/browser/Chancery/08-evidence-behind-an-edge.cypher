// 08 Evidence behind an edge
WITH 'Lavrov' AS one, 'Mekdad' AS other
MATCH (a:Actor)-[:PARTICIPATED_IN]->(meeting:Meeting {status: 'occurred'})<-[:PARTICIPATED_IN]-(b:Actor)
WHERE a.name ENDS WITH one AND b.name ENDS WITH other
MATCH (meeting)<-[:OF]-(report:Report)<-[:REPORTS]-(article:Article)
UNWIND range(0, size(report.quotes) - 1) AS i
RETURN meeting.title AS meeting, report.quotes[i] AS sentence, report.starts[i] AS start, report.ends[i] AS end,
       article.published AS published, article.url AS url
ORDER BY published, start
