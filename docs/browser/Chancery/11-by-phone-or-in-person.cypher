// 11 By phone or in person
MATCH (meeting:Meeting {status: 'occurred'})
UNWIND meeting.parties AS one
UNWIND meeting.parties AS other
WITH meeting, one, other
WHERE one < other
RETURN one, other,
       sum(CASE meeting.channel WHEN 'in_person' THEN 1 ELSE 0 END) AS in_person,
       sum(CASE meeting.channel WHEN 'phone' THEN 1 ELSE 0 END) AS by_phone,
       sum(CASE meeting.channel WHEN 'video' THEN 1 ELSE 0 END) AS by_video,
       sum(CASE meeting.channel WHEN 'unknown' THEN 1 ELSE 0 END) AS not_said
ORDER BY in_person + by_phone + by_video + not_said DESC, one, other
LIMIT 50
