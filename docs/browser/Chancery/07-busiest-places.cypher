// 07 Busiest places
MATCH (meeting:Meeting {status: 'occurred'})-[:HELD_IN]->(place:Place)
RETURN place.name AS place, place.country AS country, count(meeting) AS meetings,
       place.latitude AS latitude, place.longitude AS longitude
ORDER BY meetings DESC, place
LIMIT 25
