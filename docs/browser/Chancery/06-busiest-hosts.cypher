// 06 Busiest hosts
MATCH (:Actor)-[part:PARTICIPATED_IN {role: 'host'}]->(meeting:Meeting {status: 'occurred'})
RETURN part.party AS host, count(DISTINCT meeting) AS meetings, min(meeting.start) AS first,
       max(meeting.end) AS last
ORDER BY meetings DESC, host
LIMIT 25
