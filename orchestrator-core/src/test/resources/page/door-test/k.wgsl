// door test
