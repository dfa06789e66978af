// 14 Where the reports disagree
MATCH (meeting:Meeting)<-[:OF]-(report:Report)<-[:REPORTS]-(article:Article)
WITH meeting, report, article ORDER BY article.published, report.id
WITH meeting, collect(report.status + ' (' + coalesce(toString(article.published), 'undated') + ')') AS told,
     count(DISTINCT report.status) AS statuses
WHERE statuses > 1
RETURN meeting.title AS meeting, meeting.status AS status, told
ORDER BY size(told) DESC
