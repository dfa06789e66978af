// 17 What became of a plan
MATCH (meeting:Meeting)-[:WAS]->(:Version)
WITH DISTINCT meeting
WITH meeting ORDER BY meeting.order_key DESC LIMIT 50
RETURN meeting.title AS meeting, meeting.status AS status, meeting.history AS history, meeting.conflicts AS conflicts,
       COLLECT {
         MATCH (meeting)<-[:OF]-(:Report)<-[:REPORTS]-(article:Article)
         RETURN coalesce(article.url, article.id) ORDER BY article.published
       } AS articles
