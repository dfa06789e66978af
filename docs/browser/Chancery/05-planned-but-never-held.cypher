// 05 Planned but never held
MATCH (meeting:Meeting)
WHERE meeting.status IN ['postponed', 'cancelled', 'refused', 'denied']
   OR (meeting.status IN ['planned', 'proposed'] AND coalesce(meeting.end, date('0001-01-01')) < date())
RETURN meeting.status AS status, meeting.start AS start, meeting.end AS end, meeting.title AS meeting,
       COLLECT {
         MATCH (meeting)<-[:OF]-(:Report)<-[:REPORTS]-(article:Article)
         RETURN coalesce(article.url, article.id) ORDER BY article.published
       } AS articles
ORDER BY end DESC
