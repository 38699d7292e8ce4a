const url = process.env.ONLY_IN_TESTS;
