-- nothing to take back
/* really
   nothing */
