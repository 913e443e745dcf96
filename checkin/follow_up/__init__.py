"""Messages after a meeting: one to a person, in the person's language, for mail programs and mail merge."""

from checkin.follow_up.letter import Letter, letter_of
from checkin.follow_up.mail import address_of, eml, file_name, mail_merge
from checkin.follow_up.voices import voice_of

__all__ = ["Letter", "address_of", "eml", "file_name", "letter_of", "mail_merge", "voice_of"]
