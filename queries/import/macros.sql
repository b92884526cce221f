-- The parameters of a macro are no types, as sqlfluff has it.
-- noqa: disable=all

-- How cells are read: one macro per reading, so that every kind and every check reads alike.
-- A macro returns NULL for what it does not understand; the checks say so, row by row.

-- Letters that look alike are the same letter (as in encoding.py, which a test compares), and what is not seen is nothing.
CREATE MACRO alike(written) AS regexp_replace(
    translate(
        written,
        'ÐðƉ’‘ʼ′`´' || chr(160) || chr(8239) || chr(8201) || chr(8199) || chr(12288) || '０１２３４５６７８９',
        'ĐđĐ' || repeat(chr(39), 6) || '     ' || '0123456789'
    ),
    '[\x{AD}\x{200B}-\x{200F}\x{2060}\x{FEFF}]', '', 'g'
);

-- A cell without the spaces around it; an empty one is no cell.
CREATE MACRO cell(written) AS nullif(trim(
    CASE WHEN strlen(written) = length(written) THEN written ELSE alike(nfc_normalize(written)) END
), '');

-- Folded like dashboard.units.fold (a test compares them on every name).
CREATE MACRO folded(written) AS
    trim(regexp_replace(lower(strip_accents(replace(replace(written, 'Đ', 'D'), 'đ', 'd'))), '\s+', ' ', 'g'));

-- A word of the vocabulary: folded, and any punctuation counts as a space ("ma_don_vi" = "Mã đơn vị").
CREATE MACRO word_key(written) AS
    trim(regexp_replace(folded(written), '[^a-z0-9]+', ' ', 'g'));

-- ISO, dd/mm/yyyy, with or without a time, or the day number of a spreadsheet (2000 to 2099).
CREATE MACRO as_time(written) AS CASE
    WHEN regexp_full_match(written, '\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?')
        THEN try_cast(written AS TIMESTAMP)
    WHEN regexp_full_match(written, '\d{1,2}/\d{1,2}/\d{4}( \d{1,2}:\d{2}(:\d{2})?)?')
        THEN try_strptime(written, ['%d/%m/%Y', '%d/%m/%Y %H:%M', '%d/%m/%Y %H:%M:%S'])
    WHEN
        regexp_full_match(written, '\d{5}(\.\d+)?')
        AND try_cast(written AS DOUBLE) BETWEEN 36526 AND 73050
        THEN date_trunc('second', TIMESTAMP '1899-12-30' + to_microseconds(
            (round(written::DOUBLE * 86400) * 1000000)::BIGINT
        ))
END;

-- Whether a date can only be one with the month before the day: 04/25/2024.
CREATE MACRO is_month_first(written) AS
    regexp_full_match(written, '(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/\d{4}( .*)?');

-- What all dates of a column say of the order of day and month (an aggregate over them): whether one of them can only
-- have its month first; and whether a spreadsheet took what it could as dates of its own, which are none over the 12th,
-- and left the others as text, which are none up to the 12th.
CREATE MACRO order_of(written) AS {
    'is_month_first': coalesce(bool_or(is_month_first(written)), false),
    'is_half_taken':
        count(*) FILTER (regexp_matches(written, '^\d{1,2}/\d')) > 1
        AND count(*) FILTER (regexp_matches(written, '^(0?\d|1[0-2])/')) = 0
        AND count(*) FILTER (regexp_matches(written, '^\d{4}-\d\d-\d\d')) > 1
        AND count(*) FILTER (regexp_matches(written, '^\d{4}-\d\d-(1[3-9]|2\d|3)')) = 0
};

-- Whether it is uncertain what a date means in a column of such an order.
CREATE MACRO is_of_uncertain_order(written, column_order) AS CASE
    WHEN contains(written, '/') THEN column_order.is_month_first
    ELSE column_order.is_half_taken AND regexp_matches(written, '^\d{4}-\d\d-\d\d')
END;

-- Whether a cell has the form of a day, be it in the calendar or not: 30/02/2024 has.
CREATE MACRO has_form_of_time(written) AS (
    regexp_full_match(written, '\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?')
    OR regexp_full_match(written, '\d{1,2}/\d{1,2}/\d{4}( \d{1,2}:\d{2}(:\d{2})?)?')
);

-- A day, given without a time or with one.
CREATE MACRO as_date(written) AS as_time(written)::DATE;

-- The minutes since midnight of a time of day: 7:30, 07:30:00, 7h30, 7 giờ 30, or the fraction of a day of a spreadsheet.
-- A day ends at 24:00.
CREATE MACRO as_clock(written) AS CASE
    WHEN regexp_full_match(written, '(24:00(:00)?|24 ?(h|g|giờ)(00)?)') THEN 1440
    WHEN regexp_full_match(written, '([01]?\d|2[0-3])(:[0-5]\d(:[0-5]\d)?| ?(h|H|g|giờ) ?([0-5]\d ?(p|phút)?)?)')
        THEN
            regexp_extract(written, '^\d{1,2}')::BIGINT * 60
            + coalesce(try_cast(regexp_extract(written, '^\d{1,2}\D+(\d{2})', 1) AS BIGINT), 0)
    WHEN regexp_full_match(written, '0[.,]\d+') THEN round(try_cast(replace(written, ',', '.') AS DOUBLE) * 1440)::BIGINT
END;

-- A number without what may stand around it: the mark of a text cell, what is counted (1.234 TK), zeros of a fraction.
CREATE MACRO bare_number(written) AS regexp_replace(
    regexp_replace(
        written, '^''|(?i)(\d) ?(tk|tài khoản|hs|hồ sơ|người|trường hợp)\.?$', '\1'
    ),
    '^(\d+)[.,]0{1,2}$', '\1'
);

-- A whole number: plain digits, or groups of three after one kind of separator or space; a minus is read, so that it can be refused.
CREATE MACRO as_plain_count(written) AS CASE
    WHEN regexp_full_match(written, '-?(0|[1-9]\d{0,17})') THEN try_cast(written AS BIGINT)
    WHEN regexp_full_match(written, '-?[1-9]\d{0,2}((\.\d{3}){1,4}|(,\d{3}){1,4}|( \d{3}){1,4}|(''\d{3}){1,4})')
        THEN try_cast(regexp_replace(written, '[., '']', '', 'g') AS BIGINT)
END;

CREATE MACRO as_count(written) AS as_plain_count(bare_number(written));

-- The last day of the edition 2024 is 30 June 2025: districts were abolished the day after.
CREATE MACRO edition_at(day) AS CASE WHEN day < DATE '2025-07-01' THEN '2024' WHEN day IS NOT NULL THEN '2025' END;

-- Printed figures only: "3000000-5000000" is a range, anything else a single count.
CREATE MACRO as_range(written) AS {
    'low': as_count(split_part(written, '-', 1)),
    'high': CASE WHEN contains(written, '-') THEN as_count(split_part(written, '-', 2)) END
};

-- Printed figures only: a percentage with a point or a comma.
CREATE MACRO as_percent(written) AS CASE
    WHEN regexp_full_match(written, '\d{1,4}([.,]\d+)? ?%?')
        THEN try_cast(replace(regexp_replace(written, '[ %]', '', 'g'), ',', '.') AS DOUBLE)
END;

-- Printed figures name a unit as "TX Bỉm Sơn (Thanh Hóa)" or "xã Hà Đông, Đak Đoa (Gia Lai)".
CREATE MACRO printed_name(written) AS regexp_replace(
    regexp_replace(trim(split_part(split_part(written, '(', 1), ',', 1)), '^TP\.? ', 'Thành phố '), '^TX\.? ', 'Thị xã '
);

-- What stands after the comma, else in the brackets, is the unit above.
CREATE MACRO printed_parent(written) AS coalesce(
    nullif(trim(split_part(split_part(written, '(', 1), ',', 2)), ''),
    nullif(trim(regexp_extract(written, '\((.*)\)', 1)), '')
);
