// 04 All that Ankara and Damascus did
WITH 'TUR' AS one, 'SYR' AS other
MATCH (meeting:Meeting)
WHERE one IN meeting.parties AND other IN meeting.parties
RETURN meeting.start AS start, meeting.end AS end, meeting.status AS status, meeting.channel AS channel,
       meeting.title AS meeting, meeting.reports AS reports
ORDER BY end DESC
