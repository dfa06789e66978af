// 15 One meeting with all its sources
MATCH (meeting:Meeting)
WITH meeting ORDER BY meeting.reports DESC, meeting.order_key DESC LIMIT 1
MATCH (article:Article)-[reports:REPORTS]->(report:Report)-[of:OF]->(meeting)
MATCH (report)-[names:NAMES]->(actor:Actor)
RETURN meeting, of, report, reports, article, names, actor
