"""The few rows of the scheme's published table that its own test cases need, and those cases (version 6.40)."""

ROWS = """
089000 089999 MOD10    0    0    0    0    0    0    7    1    3    7    1    3    7    1
102400 107999 MOD11    0    0    0    0    0    0    8    7    6    5    4    3    2    1
202700 203239 MOD11    0    0    0    0    0    0    0    7    6    5    4    3    2    1   6
202700 203239 DBLAL    2    1    2    1    2    1    2    1    2    1    2    1    2    1   6
870000 872791 MOD11    0    0    1    2    5    3    6    4    8    7   10    9    3    1  10
870000 872791 MOD11    0    0    5   10    9    8    0    7    6    5    4    3    2    1  11
820000 826917 MOD11    0    0    0    0    0    0    0    0    7    3    4    9    2    1
820000 826917 DBLAL    2    1    2    1    2    1    2    1    2    1    2    1    2    1   3
826919 827999 MOD11    0    0    0    0    0    0    0    0    7    3    4    9    2    1
826919 827999 DBLAL    2    1    2    1    2    1    2    1    2    1    2    1    2    1   3
134012 134020 MOD11    0    0    0    7    5    9    8    4    6    3    5    2    0    0   4
110000 119280 DBLAL    0    0    2    1    2    1    2    1    2    1    2    1    2    1   1
200901 201159 MOD11    0    0    0    0    0    0    0    7    6    5    4    3    2    1   6
200901 201159 DBLAL    2    1    2    1    2    1    2    1    2    1    2    1    2    1   6
938000 938696 MOD11    7    6    5    4    3    2    7    6    5    4    3    2    0    0   5
938000 938696 DBLAL    2    1    2    1    2    1    2    1    2    1    2    1    2    0   5
771900 772799 MOD11    0    0    1    2    5    3    6    4    8    7   10    9    3    1   7
086090 086090 MOD10    0    0    3    7    1    3    7    1    3    7    1    3    7    1   8
309001 309633 MOD11    0    0    3    2    9    8    5    7    6    5    4    3    2    1   2
309001 309633 MOD11    0    0    3    2    9    8    1    7    6    5    4    3    2    1   9
074456 074456 MOD11    0    0    7    6    5    8    9    4    5    6    7    8    9   -1  12
074456 074456 MOD10    0    3    2    4    5    8    9    4    5    6    7    8    9   -1  13
070116 070116 MOD11    0    0    7    6    5    8    9    4    5    6    7    8    9   -1  12
070116 070116 MOD10    0    3    2    4    5    8    9    4    5    6    7    8    9   -1  13
180002 180002 MOD11    0    0    0    0    0    0    8    7    6    5    4    3    2    1  14
"""
SUBSTITUTES = "938600 938611\r\n"

CASES = (
    (1, "passes modulus 10", "089999", "66374958", True),
    (2, "passes modulus 11", "107999", "88837491", True),
    (3, "passes modulus 11 and double alternate", "202959", "63748472", True),
    (4, "exceptions 10 and 11: only the first passes", "871427", "46238510", True),
    (5, "exceptions 10 and 11: only the second passes", "872427", "46238510", True),
    (6, "exception 10: ab is 09 and g is 9", "871427", "09123496", True),
    (7, "exception 10: ab is 99 and g is 9", "871427", "99123496", True),
    (8, "exception 3: start of a range, c is 6", "820000", "73688637", True),
    (9, "exception 3: end of a range, c is 9", "827999", "73988638", True),
    (10, "exception 3: c is neither, both pass", "827101", "28748352", True),
    (11, "exception 4: the remainder is the check digits", "134020", "63849203", True),
    (12, "exception 1: 27 is added", "118765", "64371389", True),
    (13, "exception 6: a foreign currency", "200915", "41011166", True),
    (14, "exception 5: passes", "938611", "07806039", True),
    (15, "exception 5: passes with a substitute", "938600", "42368003", True),
    (16, "exception 5: both leave nothing", "938063", "55065200", True),
    (17, "exception 7: g is 9", "772798", "99345694", True),
    (18, "exception 8: another sort code", "086090", "06774744", True),
    (19, "exceptions 2 and 9: the first passes", "309070", "02355688", True),
    (20, "exceptions 2 and 9: the second passes with a substitute", "309070", "12345668", True),
    (21, "exceptions 2 and 9: a is not 0, g is not 9", "309070", "12345677", True),
    (22, "exceptions 2 and 9: a is not 0, g is 9", "309070", "99345694", True),
    (23, "exception 5: the second check digit is wrong", "938063", "15764273", False),
    (24, "exception 5: the first check digit is wrong", "938063", "15764264", False),
    (25, "exception 5: a remainder of 1", "938063", "15763217", False),
    (26, "exception 1: fails", "118765", "64371388", False),
    (27, "passes modulus 11, fails double alternate", "203099", "66831036", False),
    (28, "fails modulus 11, passes double alternate", "203099", "58716970", False),
    (29, "fails modulus 10", "089999", "66374959", False),
    (30, "fails modulus 11", "107999", "88837493", False),
    (31, "exceptions 12 and 13: only the first passes", "074456", "12345112", True),
    (32, "exceptions 12 and 13: both pass", "070116", "34012583", True),
    (33, "exceptions 12 and 13: only the second passes", "074456", "11104102", True),
    (34, "exception 14: passes the second time", "180002", "00000190", True),
)
