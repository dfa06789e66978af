// 16 Meetings by month
MATCH (meeting:Meeting {status: 'occurred'})
WHERE meeting.precision IN ['day', 'week', 'month']
RETURN meeting.start.year AS year, meeting.start.month AS month, count(*) AS meetings,
       sum(CASE meeting.format WHEN 'bilateral' THEN 1 ELSE 0 END) AS bilateral
ORDER BY year, month
