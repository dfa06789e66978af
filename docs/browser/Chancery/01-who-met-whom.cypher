// 01 Who met whom
MATCH (a:Actor)-[met:MET]-(b:Actor)
WHERE a.id < b.id
RETURN a, met, b
ORDER BY met.count DESC, met.last DESC
LIMIT 100
