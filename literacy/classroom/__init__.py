"""Schools, classrooms, enrolments and assignments."""
