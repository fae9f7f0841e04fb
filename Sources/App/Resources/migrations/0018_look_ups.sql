-- Look-ups that walked through a whole school for each row: the classes of a learner, the exchanges of a contact.
create index enrolment_learner on enrolment (school_id, learner_id, school_year);
create index interaction_contact on interaction (school_id, contact_id, happened_on);
