// 09 Shared counterparts
WITH 'TUR' AS one, 'SYR' AS other
MATCH (:Actor {party: one})-[first:MET]-(between:Actor)-[second:MET]-(:Actor {party: other})
WHERE NOT coalesce(between.party, '') IN [one, other]
WITH between, collect(DISTINCT first) AS firsts, collect(DISTINCT second) AS seconds
RETURN between.title AS between, between.party AS party,
       reduce(n = 0, met IN firsts | n + met.count) AS with_one,
       reduce(n = 0, met IN seconds | n + met.count) AS with_other
ORDER BY with_one + with_other DESC, between
LIMIT 50
