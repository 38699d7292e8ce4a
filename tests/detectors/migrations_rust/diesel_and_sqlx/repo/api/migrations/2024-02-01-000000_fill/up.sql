UPDATE orders SET x = 1;
